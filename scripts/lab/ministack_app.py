"""ministack, and the one answer that it lacks and cloud-extractor asks for: whether a bucket's policy is public.

Asked for `?policyStatus` of a bucket, ministack 1.5.33 lists the bucket's objects instead. Signatures and policies have
been checked by then, so the right answer can be given at that very place.
"""

from typing import Any

from ministack.app import app
from ministack.services import s3

__all__ = ["app"]

_list_objects = s3._list_objects_v1


def _policy_status_or_list(bucket: str, query: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    if "policyStatus" not in query:
        return _list_objects(bucket, query)
    status, headers, policy = s3._get_bucket_policy(bucket)
    if status != 200:
        return status, headers, policy
    root = s3.Element("PolicyStatus", xmlns=s3.S3_NS)
    s3.SubElement(root, "IsPublic").text = "true" if s3._policy_is_public(policy.decode()) else "false"
    return 200, {"Content-Type": "application/xml"}, s3._xml_body(root)


s3._list_objects_v1 = _policy_status_or_list
