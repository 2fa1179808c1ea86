/* reformatted and moved */ select M._id
  from luma_midvalues m;
