using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.StaticAssets;

namespace SocketLab.Web.Hosting.Control;

/// <summary>
/// Sends the files of the pages from memory. Otherwise each answer holds a file open until its client has taken it, and anybody may ask for
/// these files, and take them as slowly as he likes.
/// </summary>
/// <remarks>
/// A file is read when it is first asked for. All of them together are some 2 MB, and they stay as they are while the server runs.
/// </remarks>
internal sealed class AssetMemory(RequestDelegate next)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _files = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            context.Features.Set<IHttpResponseBodyFeature>(new Body(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), this));
        }

        return next(context);
    }

    private async Task<byte[]> ReadAsync(string path)
    {
        var file = _files.GetOrAdd(path, static path => new(() => File.ReadAllBytesAsync(path)));
        try
        {
            return await file.Value;
        }
        catch (IOException)
        {
            // It may be there next time.
            _files.TryRemove(KeyValuePair.Create(path, file));
            throw;
        }
    }

    /// <summary>The server's own body, except for files.</summary>
    private sealed class Body(IHttpResponseBodyFeature inner, AssetMemory memory) : IHttpResponseBodyFeature
    {
        /// <summary>What is handed to the server at once; it waits for the client after each.</summary>
        private const int PieceBytes = 64 << 10;

        public Stream Stream => inner.Stream;

        public PipeWriter Writer => inner.Writer;

        public void DisableBuffering() => inner.DisableBuffering();

        public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

        public Task CompleteAsync() => inner.CompleteAsync();

        public async Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default)
        {
            var file = await memory.ReadAsync(path);
            ReadOnlyMemory<byte> rest = count is { } length ? file.AsMemory((int)offset, (int)length) : file.AsMemory((int)offset);
            while (!rest.IsEmpty)
            {
                var piece = rest[..Math.Min(rest.Length, PieceBytes)];
                rest = rest[piece.Length..];
                if ((await inner.Writer.WriteAsync(piece, cancellationToken)).IsCompleted)
                {
                    return;
                }
            }
        }
    }
}
