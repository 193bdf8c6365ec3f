"""Attackers of every kind before the real server, and what another person notices of them: ``make
siege``.
"""
