-- Nothing of its own is stored: the timeline reads the record. Whoever releases records or signs in a clinic of before may
-- take a chart out, as in the templates of today.
SELECT scope_give_later(ARRAY[
  ['chart.take', 'disclosures.release'],
  ['chart.take', 'orders.sign']
]);
