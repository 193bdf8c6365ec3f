"""The front: connections, requests read whole, answers sent whole, and the processes that make
them.
"""
