// expect[LOWER]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[COALESCE]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[CASE]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[NULLIF]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[POWER]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[ROUND]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[MINUS]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[TRUNC]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[AGO]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[CONCAT]: recto: expression: this function does not take that argument; give it what is named last, or convert
// expect[ROW]: recto: expression: this function does not take that argument; give it what is named last, or convert
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(recto::lower(col<&Post::title>), recto::coalesce(col<&Post::subtitle>, "")));
#ifdef REJECT_LOWER
  repo.all(from<Post> | select(recto::lower(col<&Post::views>)));
#endif
#ifdef REJECT_COALESCE
  repo.all(from<Post> | select(recto::coalesce(col<&Post::subtitle>, 0)));
#endif
#ifdef REJECT_CASE
  repo.all(from<Post> | select(recto::case_(recto::when(col<&Post::published>, col<&Post::title>), recto::else_(0))));
#endif
#ifdef REJECT_NULLIF
  repo.all(from<Post> | select(recto::nullif(col<&Post::title>, std::optional<std::string>())));
#endif
#ifdef REJECT_POWER
  repo.all(from<Post> | select(recto::power(col<&Post::price>, 0.5)));
#endif
#ifdef REJECT_ROUND
  repo.all(from<Post> | select(recto::round(col<&Post::score>, 2)));
#endif
#ifdef REJECT_MINUS
  repo.all(from<Post> | select(-col<&Post::title>));
#endif
#ifdef REJECT_TRUNC
  repo.all(from<Post> | select(recto::date_trunc<"day">(col<&Post::views>)));
#endif
#ifdef REJECT_CONCAT
  repo.all(from<Post> | select(recto::concat(recto::row<Post>, "x")));
#endif
#ifdef REJECT_ROW
  repo.all(from<Post> | select(recto::case_(recto::when(col<&Post::published>, recto::row<Post>))));
#endif
#ifdef REJECT_AGO
  repo.all(from<Post> | select(recto::ago<"day">("3")));
#endif
}
