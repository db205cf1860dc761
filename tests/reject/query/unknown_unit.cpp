// expect[TRUNC]: recto: expression: this function has no such unit for that operand; write one that its contract lists
// expect[EXTRACT]: recto: expression: this function has no such unit for that operand; write one that its contract lists
// expect[ADD]: recto: expression: this function has no such unit for that operand; write one that its contract lists
// names: hours
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(recto::date_trunc<"hour">(recto::now()), recto::extract<"hour">(recto::now())));
#ifdef REJECT_TRUNC
  repo.all(from<Post> | select(recto::date_trunc<"hours">(recto::now())));
#endif
#ifdef REJECT_EXTRACT
  repo.all(from<Post> | select(recto::extract<"hours">(recto::current_date())));
#endif
#ifdef REJECT_ADD
  repo.all(from<Post> | select(recto::datetime_add<"hours">(recto::now(), 1)));
#endif
}
