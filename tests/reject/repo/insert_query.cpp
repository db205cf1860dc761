// expect[INSERTED_ROW_WITHOUT_NAMES]: recto: insert_all: the rows of this query are no plain struct
// expect[INSERTED_ROW_WITHOUT_NAMES_TUPLE]: recto: insert_all: the rows of this query are no plain struct
// expect[INSERTED_FIELD_UNKNOWN]: recto: insert_all: the query's rows have a field that is no column of the struct to insert
// expect[INSERTED_FIELD_TYPE]: recto: insert_all: a field of the query's rows has another type than in the struct
// expect[INSERTED_FIELD_NULL]: recto: insert_all: a field of the query's rows may be NULL, and the struct to insert says
// expect[QUERY]: recto: query: this column's table is neither in FROM nor joined
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct Fresh {
  std::int64_t post_id{};
  std::string body{};
};
struct Wide {
  std::string body{};
  std::int32_t stars{};
};
struct Narrow {
  std::int32_t post_id{};
};
struct Loose {
  std::optional<std::string> body{};
};

void use(recto::repo& repo) {
  repo.insert_all<Comment>(from<Post> | select_into<Fresh>(col<&Post::id>, col<&Post::title>));
#ifdef REJECT_INSERTED_ROW_WITHOUT_NAMES
  repo.insert_all<Comment>(from<Post> | select(col<&Post::title>));
#endif
#ifdef REJECT_INSERTED_ROW_WITHOUT_NAMES_TUPLE
  repo.insert_all<Comment>(from<Post> | select(col<&Post::id>, col<&Post::title>));
#endif
#ifdef REJECT_INSERTED_FIELD_UNKNOWN
  repo.insert_all<Comment>(from<Post> | select_into<Wide>(col<&Post::title>, col<&Post::views>));
#endif
#ifdef REJECT_INSERTED_FIELD_TYPE
  repo.insert_all<Comment>(from<Post> | select_into<Narrow>(col<&Post::views>));
#endif
#ifdef REJECT_INSERTED_FIELD_NULL
  repo.insert_all<Comment>(from<Post> | select_into<Loose>(col<&Post::subtitle>));
#endif
#ifdef REJECT_QUERY
  repo.insert_all<Comment>(from<Post> | select_into<Fresh>(col<&Post::id>, col<&Comment::body>));
#endif
}
