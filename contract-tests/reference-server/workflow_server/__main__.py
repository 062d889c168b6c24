"""Serves the API on loopback: python -m workflow_server --help."""

from __future__ import annotations

import argparse
import socket

import uvicorn

from .app import create_app
from .plants import PLANTS


def main() -> None:
    plants = "\n".join(f"  {name:18} {text}" for name, text in PLANTS.items())
    parser = argparse.ArgumentParser(
        prog="workflow_server",
        description="An independent server of the Workflow API, to test against.",
        epilog="plants, each a difference from the published API:\n" + plants,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes a free one and prints it")
    parser.add_argument("--duration", type=float, default=20.0, help="how long a workflow takes, in seconds")
    parser.add_argument("--discriminated", action="store_true", help="one body model for each template, not a flat one")
    parser.add_argument("--plant", action="append", default=[], choices=sorted(PLANTS), help="may be repeated")
    parser.add_argument("--later", action="store_true", help="templates, prices and steps of an imagined later version")
    parser.add_argument("--keep-alive", type=int, default=5, help="seconds that an idle connection stays open")
    options = parser.parse_args()

    app = create_app(options.duration, options.discriminated, frozenset(options.plant), options.later)
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", options.port))
        listener.listen()  # Requests that come before uvicorn is ready wait.
        print(f"Workflow API reference server at http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        config = uvicorn.Config(app, log_level="warning", timeout_keep_alive=options.keep_alive)
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
