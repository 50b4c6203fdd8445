"""The lab's command line: `serve` runs the servers; the other commands do single steps on servers that run already."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .deployment import MODES
from .isolation import isolate
from .laboratory import Laboratory, Plan
from .lifeline import Lifeline, Stop
from .server import ServerFailed

_SERVERS = ("bao", "ministack", "moto", "simulator")
_ESTATES = ("demo", "full")


def main() -> int:
    arguments = _parser().parse_args()
    isolate()
    return arguments.run(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    lifeline = Lifeline()
    laboratory = None
    try:
        laboratory = Laboratory(
            Plan(
                servers=arguments.only,
                mode=arguments.mode,
                tls=arguments.tls,
                intercept=arguments.intercept,
                intercept_aws=arguments.intercept_aws,
                directory=arguments.dir,
                full=arguments.estate == "full",
                held_clock=arguments.held_clock,
                page_size=arguments.page_size,
            )
        )
        laboratory.start()
        if arguments.seed:
            # Imported while the servers start: boto3 takes as long to load as they do.
            from .seeding import seed
        laboratory.await_health()
        answer = laboratory.describe()
        if arguments.seed:
            answer = seed(answer, arguments.instances, laboratory.plan.full, laboratory.simulator)
        laboratory.await_replication()
        print(json.dumps(answer), flush=True)
        lifeline.wait()
    except ServerFailed as failure:
        print(f"lab: {failure}", file=sys.stderr)
        return 1
    except Stop:
        pass
    finally:
        lifeline.ignore_signals()
        if laboratory:
            laboratory.stop()
    return 0


def _seed_vault(arguments: argparse.Namespace) -> int:
    from . import seeding
    from .aws import Identity

    bao = {"address": arguments.address, "root_token": arguments.token}
    identity = Identity(
        arguments.role_arn, "cloud-extractor", arguments.access_key_id, arguments.secret_access_key
    )
    arguments.dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    return _print(seeding.seed_vault(bao, arguments.dir, identity, arguments.endpoint, arguments.ca_certificate))


def _seed_iam(arguments: argparse.Namespace) -> int:
    from .aws import create_identity

    return _print(vars(create_identity(_cloud(arguments).client("iam"))))


def _seed_estate(arguments: argparse.Namespace) -> int:
    from .seeding import estate_jobs

    for job in estate_jobs(_cloud(arguments), arguments.instances):
        job()
    return 0


def _cloud(arguments: argparse.Namespace) -> Any:
    from .cloud import Cloud

    return Cloud(arguments.endpoint, arguments.access_key_id, arguments.secret_access_key, arguments.ca_certificate)


def _print(answer: dict[str, Any]) -> int:
    print(json.dumps(answer))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lab", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = _command(commands, "serve", _serve, "run the servers until standard input ends")
    serve.add_argument("--only", type=_servers, default=_servers("bao,ministack"), metavar="bao,ministack,moto,simulator")
    serve.add_argument("--no-seed", dest="seed", action="store_false", help="leave the servers empty")
    serve.add_argument("--dir", type=Path, help="a directory that is kept (default: a temporary one)")
    serve.add_argument(
        "--estate", choices=_ESTATES, default=_ESTATES[0],
        help="full: also one resource at least of every type that the server can hold (default: %(default)s)",
    )  # fmt: skip
    serve.add_argument("--instances", type=int, default=50, help="in both regions together")
    serve.add_argument("--page-size", type=int, default=100, help="the most items on a page of the simulator's")
    serve.add_argument("--tls", action="store_true", help="serve over TLS, under an authority of the lab's own")
    serve.add_argument("--mode", choices=MODES, default=MODES[0], help="how OpenBao runs (default: %(default)s)")
    serve.add_argument("--intercept-aws", action="store_true", help="the same in front of ministack")
    serve.add_argument("--intercept", action="store_true", help="put something in front of OpenBao that spoils answers")
    serve.add_argument("--held-clock", action="store_true", help="let a file say how far ministack's clock is off")

    vault = _command(commands, "seed-vault", _seed_vault, "write secrets, policy, AppRole and configuration files")
    vault.add_argument("--address", required=True)
    vault.add_argument("--token", required=True)
    vault.add_argument("--dir", type=Path, required=True)
    vault.add_argument("--role-arn", default="arn:aws:iam::123456789012:role/cloud-extractor-read")
    _add_cloud(vault)

    _add_cloud(_command(commands, "seed-iam", _seed_iam, "create the user and the role"))

    estate = _command(commands, "seed-estate", _seed_estate, "create machines, networks and buckets")
    estate.add_argument("--instances", type=int, default=50)
    _add_cloud(estate)
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _add_cloud(command: argparse.ArgumentParser) -> None:
    command.add_argument("--endpoint", required=True)
    command.add_argument("--access-key-id", required=True)
    command.add_argument("--secret-access-key", required=True)
    command.add_argument("--ca-certificate")


def _servers(text: str) -> frozenset[str]:
    names = frozenset(text.split(","))
    unknown = names.difference(_SERVERS)
    if unknown:
        raise argparse.ArgumentTypeError(f"no such server: {', '.join(sorted(unknown))}")
    return names


if __name__ == "__main__":
    sys.exit(main())
