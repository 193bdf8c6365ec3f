"""Style sheets and scripts: which are collected, how they are joined, minified and named."""
