// expect[DELETE]: recto: update_all/delete_all: without where every row would be written; add where(...), or say so with | recto::every_row
// expect[UPDATE]: recto: update_all/delete_all: without where every row would be written; add where(...), or say so with | recto::every_row
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.delete_all(from<Post> | recto::every_row);
  repo.delete_all(from<Post> | where(col<&Post::views> > 1));
#ifdef REJECT_DELETE
  repo.delete_all(from<Post>);
#endif
#ifdef REJECT_UPDATE
  repo.update_all(from<Post> | set(col<&Post::views> = 1));
#endif
}
