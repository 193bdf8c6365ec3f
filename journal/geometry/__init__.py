"""Lengths and curves: where the marks of a chart lie, and the body that is touched and counted on.

Pure.
"""
