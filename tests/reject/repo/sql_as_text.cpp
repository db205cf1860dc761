// expect[ALL]: recto: repo: this is not a query; begin one with recto::from<Struct> (only unsafe_sql takes text)
// expect[EXISTS]: recto: repo: this is not a query; begin one with recto::from<Struct> (only unsafe_sql takes text)
// expect[DELETE]: recto: repo: this is not a query; begin one with recto::from<Struct> (only unsafe_sql takes text)
// expect[FROM]: recto: query: what stands behind | is neither a stage nor a function of a query
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.unsafe_sql(std::string("SELECT 1"));
#ifdef REJECT_ALL
  repo.all(std::string("SELECT 1"));
#endif
#ifdef REJECT_EXISTS
  repo.exists("SELECT 1");
#endif
#ifdef REJECT_DELETE
  repo.delete_all(std::string("DELETE FROM posts"));
#endif
#ifdef REJECT_FROM
  repo.all(from<Post> | std::string("WHERE true"));
#endif
}
