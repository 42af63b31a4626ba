/** A bar: how much of how much, with its number in words for who does not see it. */

export function Bar({ value, most, label }: { value: number; most: number; label?: string }) {
  const part = { width: `${(100 * value) / Math.max(1, most)}%` };
  if (!label)
    return (
      <span class="amount" aria-hidden="true">
        <span style={part} />
      </span>
    );
  return (
    <span class="amount" role="meter" aria-label={label} aria-valuenow={value} aria-valuemin={0} aria-valuemax={Math.max(1, most)}>
      <span style={part} />
    </span>
  );
}
