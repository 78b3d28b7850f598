namespace SocketLab.Web.Access;

/// <summary>
/// Whose a SignalR connection is. SignalR takes its id alone for a right: whoever knows it may send in its owner's name. Here it belongs to
/// the right that used it first, and no other may use it.
/// </summary>
/// <remarks>
/// Bounded: beyond <see cref="Most"/> no further connection is let in; those without a request for a minute are forgotten.
/// </remarks>
internal sealed class ConnectionOwners(TimeProvider time)
{
    public const int Most = 100_000;

    // Longer than SignalR keeps a connection that nobody polls (15 s).
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Owner> _owners = new(StringComparer.Ordinal);

    /// <summary>Begins a request on a connection.</summary>
    /// <param name="connection">The connection's id, as the request has it.</param>
    /// <param name="basis">What the caller's right rests on.</param>
    /// <returns>Whether the connection is the caller's. Only then <see cref="Leave"/> has to follow.</returns>
    public bool TryEnter(string connection, string basis)
    {
        lock (_lock)
        {
            if (!_owners.TryGetValue(connection, out var owner))
            {
                if (_owners.Count >= Most)
                    return false;
                _owners[connection] = owner = new Owner(basis);
            }

            if (owner.Basis != basis)
                return false;
            owner.Requests++;
            return true;
        }
    }

    /// <summary>Ends a request on a connection.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="isGone">Whether there is no such connection, so that nothing has to be remembered of it.</param>
    public void Leave(string connection, bool isGone)
    {
        lock (_lock)
        {
            var owner = _owners[connection];
            owner.Requests--;
            owner.LastUse = time.GetTimestamp();
            if (isGone && owner.Requests == 0)
                _owners.Remove(connection);
        }
    }

    /// <summary>Forgets connections that nobody uses any more.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            foreach (var (connection, owner) in _owners)
            {
                if (owner.Requests == 0 && time.GetElapsedTime(owner.LastUse) >= Kept)
                    _owners.Remove(connection);
            }
        }
    }

    private sealed class Owner(string basis)
    {
        public string Basis { get; } = basis;

        public int Requests { get; set; }

        public long LastUse { get; set; }
    }
}
