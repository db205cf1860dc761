// expect[CAST]: recto: changeset: this field is a member of another struct than the changeset is of; name a member of the changeset's struct
// expect[PUT]: recto: changeset: this field is a member of another struct
// expect[READ]: recto: changeset: this field is a member of another struct
// expect[VALIDATE]: recto: changeset: this field is a member of another struct
// expect[REQUIRE]: recto: changeset: this field is a member of another struct
// expect[CONFIRM]: recto: changeset: this field is a member of another struct
// expect[DECLARE]: recto: changeset: this field is a member of another struct
// names: Comment
#include <recto/recto.hpp>
#include <reject/blog.hpp>

recto::changeset<Post> use(recto::params const& params) {
  using namespace recto;
  auto cs = cast(Post{}, params, permit<&Post::title>) | validate_length<&Post::title>({.min = 3})
          | unique_constraint<&Post::title>();
#ifdef REJECT_CAST
  cs = cast(cs, params, permit<&Post::title, &Comment::body>);
#endif
#ifdef REJECT_PUT
  cs = cs | put<&Comment::body>("x");
#endif
#ifdef REJECT_READ
  (void)cs.get_change<&Comment::body>();
#endif
#ifdef REJECT_VALIDATE
  cs = cs | validate_length<&Comment::body>({.min = 3});
#endif
#ifdef REJECT_REQUIRE
  cs = cs | validate_required<&Post::title, &Comment::body>();
#endif
#ifdef REJECT_CONFIRM
  cs = cs | validate_confirmation<&Comment::body>();
#endif
#ifdef REJECT_DECLARE
  cs = cs | unique_constraint<&Post::title, &Comment::body>();
#endif
  return cs;
}
