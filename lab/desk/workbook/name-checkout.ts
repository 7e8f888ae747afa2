type Named = { name: string; wish: { totalUsd?: number | undefined } };

/** What a chapter calls a checkout, and its total where that was wished for: "above, $501". */
export function nameCheckout({ name, wish }: Named): string {
  return wish.totalUsd === undefined ? name : `${name}, $${wish.totalUsd}`;
}
