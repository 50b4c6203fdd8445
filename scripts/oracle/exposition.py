#!/usr/bin/env python3
"""Prometheus's text exposition format as its own Python client reads it.

Standard input:  {"text"}
Standard output: {"families": [{"name", "type", "help", "samples": [{"name", "labels", "value"}]}]}

Values are Python's texts of them. The client takes `_total` off the names of counters' families, not of their samples.
"""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families


def main() -> None:
    families = [
        {
            "name": family.name,
            "type": family.type,
            "help": family.documentation,
            "samples": [
                {"name": sample.name, "labels": sample.labels, "value": repr(float(sample.value))}
                for sample in family.samples
            ],
        }
        for family in text_string_to_metric_families(json.load(sys.stdin)["text"])
    ]
    json.dump({"families": families}, sys.stdout)


if __name__ == "__main__":
    main()
