using SocketLab.Core.Dissecting;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>Which lines of Wireshark's tree are open.</summary>
/// <remarks>It stays from one entry to the next: whoever walks through rows sees the same fields.</remarks>
public sealed class DecodeTree
{
    /// <summary>Lines that are shown at most; what is open beyond is left out, and said.</summary>
    public const int MaxRows = 2_000;

    /// <summary>Made from what the socket knows: right, but not what one looks for.</summary>
    private static readonly string[] Headers = ["ip", "ipv6", "udp", "tcp", "data-text-lines"];

    private readonly Dictionary<string, bool> _open = [];

    /// <summary>Opens a line, or closes it.</summary>
    public void Toggle(DecodeRow row) => _open[row.Key] = row.IsOpen == false;

    /// <summary>The lines in sight.</summary>
    public IReadOnlyList<DecodeRow> Rows(IReadOnlyList<DissectedField> tree)
    {
        var rows = new List<DecodeRow>();
        Add(rows, tree, "", 1);
        if (rows.Count == MaxRows)
        {
            rows.Add(new("/more", 1, $"More than {MaxRows:N0} lines are open: close some to see the others.") { IsGenerated = true });
        }

        return rows;
    }

    private void Add(List<DecodeRow> rows, IReadOnlyList<DissectedField> fields, string parent, int level)
    {
        var seen = new Dictionary<string, int>();
        foreach (var field in fields)
        {
            if (rows.Count == MaxRows)
            {
                return;
            }

            var name = field.Field ?? "";
            var number = seen[name] = seen.GetValueOrDefault(name) + 1;
            var key = $"{parent}/{name}:{number}";
            bool? isOpen = field.Children.Count == 0 ? null : _open.GetValueOrDefault(key, level == 1 && !Headers.Contains(name));
            rows.Add(
                new(key, level, VisibleText.Sentence(field.Label))
                {
                    Field = field.Field,
                    Value = field.Value,
                    IsOpen = isOpen,
                    Bytes = field is { Position: { } position, Length: { } length } ? new(position, length) : null,
                    IsGenerated = field.IsGenerated,
                    IsSuspicious = field.IsSuspicious,
                }
            );
            if (isOpen == true)
            {
                Add(rows, field.Children, key, level + 1);
            }
        }
    }
}
