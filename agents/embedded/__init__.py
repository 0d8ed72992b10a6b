"""Kafka and Redis without containers: the real servers, started as children of one command and stopped with it.

kafka.py and redis_server.py each give a class with ``start``, ``stop`` and an address; kafka_runtime.py finds what can
run the broker (Java, else docker); children.py is what a child process is; ports.py finds free ports; checks.py
says what a machine lacks. Nothing here knows the flow, Faust or redis-py.
"""
