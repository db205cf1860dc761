// expect: recto: insert_all: it takes structs that lie side by side
#include <recto/recto.hpp>
#include <reject/blog.hpp>

#include <list>
#include <vector>

void use(recto::repo& repo) {
  repo.insert_all(std::vector<Post>{});
#ifdef REJECT
  repo.insert_all(std::list<Post>{});
#endif
}
