"""The desk: a page and a read-only API of what the ledger decided, for people and programs that watch.

It follows the topics ``alerts`` and ``incidents`` from outside any consumer group and keeps the newest of both in
memory. So it holds nothing that could be lost, several of them see the same, none writes where the ledger's state is,
and it knows records of schemas/ alone, not how another step lays out Redis. What it shows of deliveries and mutes is
handed to it (sources.py).
"""
