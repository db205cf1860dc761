// expect[VOID]: recto: transact
// expect[VALUE]: recto: transact
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  (void)repo.transact([](recto::repo&) -> std::expected<int, int> { return 5; });
#ifdef REJECT_VOID
  repo.transact([](recto::repo&) {});
#endif
#ifdef REJECT_VALUE
  repo.transact([](recto::repo&) { return 5; });
#endif
}
