CREATE TYPE vectors AS (small int2vector, ids oidvector);
CREATE DOMAIN numbers AS int2vector;
CREATE TABLE statistics (v vectors, vs vectors[], n numbers, ns numbers[], many oidvector[]);
