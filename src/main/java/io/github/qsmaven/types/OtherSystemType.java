package io.github.qsmaven.types;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type that PostgreSQL does not have, but another system does: contracts are often written from
 * one.
 *
 * @param systems the systems that have it, for users
 * @param family the family of PostgreSQL's types that hold such values; null if it depends
 */
record OtherSystemType(String systems, @Nullable TypeFamily family) {
  /** A family, the systems, and their words on each line; {@code -} is no family. */
  private static final String TYPES =
      """
      WHOLE_NUMBER|BigQuery|int64
      WHOLE_NUMBER|ClickHouse|int16,int32,int128,int256,uint8,uint16,uint32,uint64,uint128,uint256
      WHOLE_NUMBER|MySQL|mediumint,year
      WHOLE_NUMBER|Snowflake or Teradata|byteint
      EXACT_NUMBER|Oracle or Snowflake|number
      EXACT_NUMBER|BigQuery|bignumeric,bigdecimal
      EXACT_NUMBER|ClickHouse|decimal32,decimal64,decimal128,decimal256
      EXACT_NUMBER|Db2|decfloat
      EXACT_NUMBER|MySQL|fixed
      MONEY|SQL Server|smallmoney
      APPROXIMATE_NUMBER|BigQuery or ClickHouse|float64
      APPROXIMATE_NUMBER|ClickHouse|float32
      APPROXIMATE_NUMBER|Oracle|binary_float,binary_double
      SIZED_TEXT|SQL Server, Oracle or Snowflake|nvarchar
      SIZED_TEXT|Oracle|varchar2,nvarchar2
      SIZED_TEXT|Db2|vargraphic,graphic,long varchar
      SIZED_TEXT|ClickHouse|fixedstring
      TEXT|MySQL|tinytext,mediumtext,longtext,enum,set
      TEXT|SQL Server|ntext,sysname
      TEXT|Oracle or Db2|clob,nclob,dbclob,character large object
      TEXT|Oracle|rowid,urowid
      ADDRESS|SQL Server|uniqueidentifier
      ADDRESS|Trino|ipaddress
      ADDRESS|ClickHouse|ipv4,ipv6
      TIMESTAMP|SQL Server|datetime2,smalldatetime,datetimeoffset
      TIMESTAMP|Oracle|timestamp with local time zone
      TIMESTAMP|ClickHouse|datetime64
      TIMESTAMP|Snowflake|timestamp_tz,timestampntz,timestampltz
      DATE|ClickHouse|date32
      BYTES|SQL Server, MySQL or Trino|varbinary
      BYTES|MySQL|tinyblob,mediumblob,longblob
      BYTES|Oracle, MySQL or Db2|blob,binary large object
      BYTES|Oracle|raw,long raw,bfile
      BYTES|SQL Server|image,rowversion
      BYTES|BigQuery|bytes
      BYTES|Redshift|varbyte
      BYTES|Parquet|byte_array,fixed_len_byte_array
      XML|Oracle|xmltype,sys.xmltype
      -|Snowflake or Databricks|variant
      -|Snowflake|object
      -|Redshift|super,hllsketch
      -|SQL Server|sql_variant,hierarchyid
      -|Oracle|sdo_geometry
      -|Spark|void
      -|ClickHouse|nested,lowcardinality,nullable,tuple
      """;

  private static final Map<String, OtherSystemType> BY_WORD = new HashMap<>();

  static {
    for (String line : TYPES.lines().toList()) {
      String[] cells = line.split("\\|", 3);
      TypeFamily family = cells[0].equals("-") ? null : TypeFamily.valueOf(cells[0]);
      for (String word : cells[2].split(",", -1)) {
        BY_WORD.put(word, new OtherSystemType(cells[1], family));
      }
    }
  }

  /**
   * Looks a type up.
   *
   * @param words the name as a contract spells it, without parameters
   * @return null if no other system is known to have it
   */
  static @Nullable OtherSystemType of(String words) {
    return BY_WORD.get(TypeExpression.lower(words));
  }
}
