// expect: recto: any_query: the query brings rows of another type; see recto::row_of<Query>
#include <recto/recto.hpp>
#include <reject/blog.hpp>

recto::any_query<std::string> titles() { return from<Post> | select(col<&Post::title>); }
#ifdef REJECT
recto::any_query<std::string> subtitles() { return from<Post> | select(col<&Post::subtitle>); }
#endif
