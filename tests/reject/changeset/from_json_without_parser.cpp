// expect: recto: params::from_json: the JSON parser is not included; write #include <recto/types/json.hpp>
#include <recto/changeset/params.hpp>

int main() {
  auto form = recto::params::from_form("name=Ada");
#ifdef REJECT
  auto json = recto::params::from_json("{}");
#endif
  return form ? 0 : 1;
}
