// Compiled in front of an addon that was written for Node-API 10, so that it runs on Node-API 9.
//
// Node-API 10 allowed a reference to hold any value. Before that it could hold an object, a function or a symbol only;
// better-sqlite3 also keeps strings that way. Here such a value travels inside a small object which carries a type tag
// of our own, and comes out of it again whenever the reference is read. Other references pass through untouched.
#ifndef HEADGATE_NODE_API_9_H
#define HEADGATE_NODE_API_9_H
#ifdef __cplusplus

#include <node_api.h>

namespace headgate {

constexpr napi_type_tag carrier_tag = {0x9d1f3c6a52e84b07ULL, 0xb6407e21c98a5d3fULL};

// A call that did not end well decides the whole; nothing after it runs.
#define HEADGATE_TRY(call)                       \
  do {                                           \
    const napi_status outcome = (call);          \
    if (outcome != napi_ok) return outcome;      \
  } while (0)

inline bool can_be_referenced(napi_valuetype type) {
  return type == napi_object || type == napi_function || type == napi_symbol;
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* reference) {
  napi_valuetype type;
  HEADGATE_TRY(napi_typeof(env, value, &type));
  if (can_be_referenced(type)) return napi_create_reference(env, value, count, reference);

  napi_value carrier;
  HEADGATE_TRY(napi_create_object(env, &carrier));
  HEADGATE_TRY(napi_type_tag_object(env, carrier, &carrier_tag));
  HEADGATE_TRY(napi_set_element(env, carrier, 0, value));
  return napi_create_reference(env, carrier, count, reference);
}

inline napi_status get_reference_value(napi_env env, napi_ref reference, napi_value* value) {
  HEADGATE_TRY(napi_get_reference_value(env, reference, value));
  // A weak reference whose value is gone answers nothing at all.
  if (*value == nullptr) return napi_ok;

  napi_valuetype type;
  HEADGATE_TRY(napi_typeof(env, *value, &type));
  if (type != napi_object) return napi_ok;

  bool is_carrier = false;
  HEADGATE_TRY(napi_check_object_type_tag(env, *value, &carrier_tag, &is_carrier));
  return is_carrier ? napi_get_element(env, *value, 0, value) : napi_ok;
}

#undef HEADGATE_TRY

}  // namespace headgate

// From here on the addon's own calls go through the two functions above.
#define napi_create_reference headgate::create_reference
#define napi_get_reference_value headgate::get_reference_value

#endif
#endif
