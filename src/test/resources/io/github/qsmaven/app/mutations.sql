-- A schema of types that are easily confused. SchemaMutationTest writes a contract of it and changes one thing at a time.
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE SCHEMA sales;
CREATE DOMAIN "Name" AS varchar(50);
CREATE DOMAIN strict AS text NOT NULL;
CREATE DOMAIN year AS integer CHECK (VALUE > 1900);
CREATE DOMAIN datetime AS text;
CREATE DOMAIN amount AS numeric(12,2);
CREATE DOMAIN codes AS varchar(10)[];
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE TYPE sales.mood AS ENUM ('bear', 'bull');
CREATE TYPE "Kind" AS ENUM ('a', 'b');
CREATE TYPE kind AS ENUM ('c', 'd');
CREATE TYPE address AS (street text, zip varchar(5), "Floor" smallint);
CREATE TYPE visit AS (at timestamptz, addresses address[]);
CREATE DOMAIN home AS address;
CREATE TYPE floatrange AS RANGE (SUBTYPE = float8);
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email citext NOT NULL UNIQUE,
  name "Name" NOT NULL,
  nick varchar(30),
  country char(2) NOT NULL DEFAULT 'DE',
  active boolean NOT NULL,
  born date,
  joined timestamptz(3) NOT NULL,
  seen timestamp,
  opens time(0),
  closes timetz,
  stay interval day to second(3),
  token uuid NOT NULL,
  raw bytea,
  flags bit(8),
  mask bit varying(16),
  note text,
  doc jsonb,
  cfg json,
  feed xml,
  ip inet,
  net cidr,
  mac macaddr,
  cost money,
  attrs hstore,
  path ltree,
  home home,
  strict strict,
  since year,
  kind "Kind",
  changed datetime
);
CREATE TABLE orders (
  id integer,
  line smallint,
  customer_id bigint NOT NULL REFERENCES customers,
  placed_at timestamptz NOT NULL,
  total numeric(12,2) NOT NULL,
  tax amount,
  score real,
  ratio double precision,
  tags text[] NOT NULL,
  codes varchar(10)[],
  more codes,
  grid integer[][],
  mood mood,
  moods mood[],
  trend sales.mood,
  ship_to address,
  stops address[],
  visit visit,
  span int4range,
  during tstzrange,
  band floatrange,
  pos point,
  words tsvector,
  "Mixed Case" integer,
  "weird ""name""" integer,
  "a.b" integer,
  PRIMARY KEY (id, line),
  UNIQUE (customer_id, placed_at)
);
CREATE TABLE items (
  order_id integer NOT NULL,
  order_line smallint NOT NULL,
  sku varchar(20) NOT NULL UNIQUE,
  price numeric NOT NULL,
  FOREIGN KEY (order_id, order_line) REFERENCES orders (id, line)
);
CREATE TABLE sales.regions (code char(3) PRIMARY KEY, label varchar(40) NOT NULL);
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE VIEW open_orders AS SELECT id, total FROM orders;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, total FROM orders;
