-- Which part of her chart a paper is that a patient may be given by a link; null for all others, which stay in the house.
ALTER TABLE print_paper ADD COLUMN patient_part text COLLATE "C";
