#!/usr/bin/env python3
"""Sends what no client of HTTP would, byte by byte as it is told, each on a connection of its own and all at once.

Standard input:  {"port", "exchanges": [{"pieces": [text], "pause": seconds between them, "patience": seconds, "deafness": seconds, "source": address, "delay": seconds}]}
Standard output: a list of {"text": what came, "closed": whether the other side closed, "seconds": when it did}

A piece is Latin-1. The last piece is sent over and over where "forever" is set. Each begins after its delay. After the deafness, what comes is read until the other side closes, or nothing has come for so long as the patience; before there are as many answers as there are requests, for half a minute at least.
"""

import json
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def send(connection: socket.socket, exchange: dict[str, Any], end: threading.Event) -> None:
    pieces = [piece.encode("latin-1") for piece in exchange["pieces"]]
    try:
        for piece in pieces:
            connection.sendall(piece)
            if end.wait(exchange.get("pause", 0)):
                return
        while exchange.get("forever") and not end.wait(exchange["pause"]):
            connection.sendall(pieces[-1])
    except OSError:
        # Closed from the other side, which is what the reader sees too.
        return


_LEAST_PATIENCE = 30.0


def exchanged(port: int, exchange: dict[str, Any]) -> dict[str, Any]:
    time.sleep(exchange.get("delay", 0))
    began = time.monotonic()
    source = exchange.get("source")
    connection = socket.create_connection(("127.0.0.1", port), source_address=(source, 0) if source else None)
    patience = exchange.get("patience", 1)
    requests = "".join(exchange["pieces"]).count(" HTTP/1")
    end = threading.Event()
    sender = threading.Thread(target=send, args=(connection, exchange, end))
    sender.start()
    time.sleep(exchange.get("deafness", 0))
    data, closed = b"", False
    try:
        while not closed:
            is_answered = data.count(b"HTTP/1.1 ") >= requests
            connection.settimeout(patience if is_answered else max(patience, _LEAST_PATIENCE))
            piece = connection.recv(65536)
            data += piece
            closed = not piece
    except TimeoutError:
        pass
    except OSError:
        closed = True
    seconds = time.monotonic() - began
    end.set()
    sender.join()
    connection.close()
    return {"text": data.decode("latin-1"), "closed": closed, "seconds": seconds}


def main() -> None:
    question = json.load(sys.stdin)
    exchanges = question["exchanges"]
    with ThreadPoolExecutor(len(exchanges)) as pool:
        json.dump(list(pool.map(lambda exchange: exchanged(question["port"], exchange), exchanges)), sys.stdout)


if __name__ == "__main__":
    main()
