// expect: recto: first/last/reverse_order: no order, and no primary key; add order_by
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct Reading {
  double value{};
  static consteval auto schema() { return recto::table("readings"); }
};

void use(recto::repo& repo) {
  repo.all(from<Reading> | order_by(col<&Reading::value>) | recto::last());
#ifdef REJECT
  repo.all(from<Reading> | recto::last());
#endif
}
