/** Labels of the requests that buy something, as the services count them. */
export const CHECKOUT_REQUESTS =
  'service_name="storefront", http_request_method="POST", http_route="/checkout"';
