CREATE SCHEMA other;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE other.mood AS ENUM ('x');
CREATE DOMAIN email AS varchar(100);
CREATE DOMAIN short_email AS email;
CREATE DOMAIN amount_of AS numeric(10,2) NOT NULL;
CREATE TYPE spot AS (lat double precision, lon double precision);
CREATE TYPE address AS (street text, zip varchar(5), spot spot);
CREATE TYPE period AS RANGE (subtype = date);
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  dropped text,
  name text,
  mail email,
  nick short_email,
  mood mood,
  strange other.mood,
  home address,
  credit amount_of,
  code varchar(8) UNIQUE,
  "Mixed Case" text,
  "with ""quotes"" and. dots" int
);
ALTER TABLE customers DROP COLUMN dropped;
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  placed timestamp NOT NULL DEFAULT now(),
  total numeric(10,2),
  twice numeric GENERATED ALWAYS AS (total * 2) STORED
);
CREATE TABLE lines (
  order_id bigint NOT NULL REFERENCES orders,
  number smallint NOT NULL,
  sku char(12) NOT NULL,
  PRIMARY KEY (order_id, number)
);
CREATE TABLE notes (id int PRIMARY KEY, author bigint NOT NULL, body text);
COMMENT ON TABLE notes IS 'what people say';
COMMENT ON COLUMN notes.body IS 'in words';
CREATE TABLE t (
  small smallint,
  whole int,
  amount numeric(10,2),
  code varchar(20),
  r4 real,
  at timestamp(3),
  bits bit varying(8),
  tags text[],
  nums int[],
  moods mood[],
  places address[],
  doc json,
  valid period,
  span interval day to second,
  raw "char",
  id uuid
);
CREATE TABLE "Odd ""Name""" ("select" int, "Größe" text, "a.b" text, "日本" int);
CREATE TABLE events (at timestamp NOT NULL, id bigint) PARTITION BY RANGE (at);
CREATE TABLE events_2030 PARTITION OF events FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
CREATE TABLE empty_table ();
CREATE VIEW active AS SELECT id, name FROM customers;
CREATE VIEW nested AS SELECT id FROM active;
ALTER VIEW nested RENAME TO nested_view;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS sum FROM orders GROUP BY 1;
CREATE TABLE other.ledger (id int, amount numeric(10,2), kind mood);
CREATE TABLE other."Odd one" (id int);
