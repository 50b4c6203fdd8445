"""Test servers on loopback: a real OpenBao, an AWS that checks signatures and policies, and what fills them."""
