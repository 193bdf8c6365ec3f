"""A frozen report under a link: what its owner makes and sees, and what stands before a visitor who
follows it.
"""
