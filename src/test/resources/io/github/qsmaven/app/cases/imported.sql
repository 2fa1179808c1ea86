CREATE DOMAIN "Name" AS varchar(40);
CREATE DOMAIN "Flag" AS boolean NOT NULL;
CREATE SCHEMA stock;
CREATE TABLE stock.part (partid serial PRIMARY KEY, name "Name" NOT NULL, active "Flag" DEFAULT true, note varchar, maker varchar(60), color char(3), price numeric(8,4), size int2, path varchar(1024), changed timestamp DEFAULT now());
CREATE TABLE stock.partcolor (partid int REFERENCES stock.part, color char(3), names "Name"[], PRIMARY KEY (partid, color));
