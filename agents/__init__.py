"""Tocsin's flow, one folder a step:

    replay -> articles.raw -> clean -> articles.clean -> dedupe -> articles.unique -> tag -> articles.tagged
           -> claims -> claims -> ledger -> alerts -> deliver -> webhooks            any step -> dead-letters

A step imports ``schemas``, its own folder and the shared modules of this package (topics, settings, metrics, guard,
redis), never another step. Each step has agent.py (thin), pure logic beside it, and store.py where it keeps state.
"""
