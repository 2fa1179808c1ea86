// The top of the checkout.
new File(basedir, '.git').mkdir()
new File(basedir, 'step-summary.md').text = 'Of another program.\n'
true
