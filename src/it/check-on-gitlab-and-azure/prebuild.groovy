// The top of the checkout.
new File(basedir, '.git').mkdir()
true
