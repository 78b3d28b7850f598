namespace SocketLab.Web.Workspace;

/// <summary>Edits of a library, one after the other: each finds what the one before left.</summary>
internal sealed class EditQueue
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for the edits before, and edits.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> edit, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await edit();
        }
        finally
        {
            _turn.Release();
        }
    }
}
