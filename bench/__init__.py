"""How fast pages are with short and long diaries, beside the least that such pages could cost:
``make bench``.
"""
