// expect[DISTINCT]: recto: order_by: a union or a distinct query can only be ordered by what it selects; select the expression too
// expect[UNION]: recto: order_by: a union or a distinct query can only be ordered by what it selects; select the expression too
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  constexpr auto titles = from<Post> | select(col<&Post::title>);
  repo.all(titles | recto::distinct() | order_by(col<&Post::title>));
#ifdef REJECT_DISTINCT
  repo.all(titles | recto::distinct() | order_by(col<&Post::views>));
#endif
#ifdef REJECT_UNION
  repo.all(titles | recto::union_(titles) | order_by(col<&Post::views>));
#endif
}
