"""The operator's back door: accounts only. Diaries are not shown here; they belong to those who keep them."""
