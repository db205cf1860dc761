// expect[TYPE]: recto: get: the key has another type than the struct's primary key; give it that type
// expect[OPTIONAL]: recto: get: the key has another type than the struct's primary key; give it that type
// expect[DOUBLE]: recto: get: the key has another type than the struct's primary key; give it that type
// expect[TOO_FEW]: recto: get: the number of key values differs from the number of columns of the primary key
// expect[TOO_MANY]: recto: get: the number of key values differs from the number of columns of the primary key
// expect[NONE]: recto: get: the number of key values differs from the number of columns of the primary key
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.get<Post>(1);
  repo.get<Membership>(1, 2);
#ifdef REJECT_TYPE
  repo.get<Post>("1");
#endif
#ifdef REJECT_OPTIONAL
  std::optional<std::int64_t> id = 1;
  repo.get<Post>(id);
#endif
#ifdef REJECT_DOUBLE
  repo.get_or_throw<Post>(1.0);
#endif
#ifdef REJECT_TOO_FEW
  repo.get<Membership>(1);
#endif
#ifdef REJECT_TOO_MANY
  repo.get<Post>(1, 2);
#endif
#ifdef REJECT_NONE
  repo.get<Post>();
#endif
}
