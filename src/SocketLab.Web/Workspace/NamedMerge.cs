using System.Globalization;

namespace SocketLab.Web.Workspace;

/// <summary>Decides for each item of an imported file whether it is added, renamed or skipped.</summary>
/// <typeparam name="T">What the file holds; two that are equal are the same.</typeparam>
internal sealed class NamedMerge<T>
    where T : class, IEquatable<T>
{
    private readonly Func<T, (string Folder, string Name)> _nameOf;
    private readonly Func<T, string, T> _rename;
    private readonly int _maxNameLength;
    private readonly Dictionary<(string Folder, string Name), T> _known;

    /// <summary>Begins with what is there already.</summary>
    /// <param name="existing">What is there.</param>
    /// <param name="nameOf">What tells one from others: a folder, empty where there are none, and a name.</param>
    /// <param name="rename">The same under another name.</param>
    /// <param name="maxNameLength">Characters of a name at most.</param>
    public NamedMerge(IEnumerable<T> existing, Func<T, (string Folder, string Name)> nameOf, Func<T, string, T> rename, int maxNameLength)
    {
        (_nameOf, _rename, _maxNameLength) = (nameOf, rename, maxNameLength);
        _known = existing.DistinctBy(nameOf).ToDictionary(nameOf);
    }

    /// <summary>How many got another name.</summary>
    public int Renamed { get; private set; }

    /// <summary>
    /// The item as it is to be added, or null when it is there already. <c>NAME (2)</c> is what a second one of a name becomes.
    /// </summary>
    public T? Add(T item)
    {
        var (added, name) = (item, _nameOf(item).Name);
        for (var number = 2; _known.TryGetValue(_nameOf(added), out var other); number++)
        {
            // Also one that an earlier import has renamed is the same.
            if (_rename(other, name).Equals(item))
            {
                return null;
            }

            var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
            added = _rename(item, name[..Math.Min(name.Length, _maxNameLength - suffix.Length)] + suffix);
        }

        _known.Add(_nameOf(added), added);
        Renamed += ReferenceEquals(added, item) ? 0 : 1;
        return added;
    }
}
