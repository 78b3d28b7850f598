using Microsoft.JSInterop;
using SocketLab.Core.Payloads;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <summary>
/// The files that a tab posts. They go from the browser to the API, not through the page's circuit: a gigabyte there would hold up every
/// click.
/// </summary>
/// <remarks>It lasts as long as the circuit, so that a file goes on while somebody looks elsewhere.</remarks>
public sealed class FileUploads(IJSRuntime script) : IDisposable
{
    private DotNetObjectReference<FileUploads>? _self;

    /// <summary>Raised when <see cref="Line"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>The file that is being sent, or how the last one ended; null for none.</summary>
    public UploadLine? Line { get; private set; }

    /// <summary>Sends the file that an input holds, one at a time.</summary>
    /// <param name="line">The file, and who sends it.</param>
    /// <param name="inputId">The input's id.</param>
    /// <param name="address">Where to, below the dashboard's own address.</param>
    /// <returns>What the API answered.</returns>
    /// <exception cref="FormatException">Another one is still under way.</exception>
    public async Task<ApiAnswer> SendAsync(UploadLine line, string inputId, string address)
    {
        if (Line is { Result: null } other)
        {
            throw new FormatException($"“{VisibleText.Name(other.Name)}” is still being sent. Wait for it, or cancel it.");
        }

        Show(line);
        var answer = await PostAsync(inputId, address, "application/octet-stream");
        Show(Line?.End(answer));
        return answer;
    }

    /// <summary>Lets the browser post the file that an input holds.</summary>
    public async Task<ApiAnswer> PostAsync(string inputId, string address, string mediaType)
    {
        _self ??= DotNetObjectReference.Create(this);
        try
        {
            // However long it takes: without a token of its own such a call has a limit of a minute.
            return await script.InvokeAsync<ApiAnswer>(
                "socketLab.call",
                CancellationToken.None,
                "upload",
                "post",
                inputId,
                address,
                mediaType,
                _self
            );
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            // The tab is gone, and what it sent with it.
            return new ApiAnswer(0, "", Cancelled: true);
        }
    }

    /// <summary>Gives up the file that an input held.</summary>
    public Task CancelAsync(string inputId) => script.InvokeVoidAsync("socketLab.call", "upload", "cancel", inputId).AsTask();

    /// <summary>Puts away how the last one ended.</summary>
    public void Dismiss() => Show(null);

    /// <summary>Called by the script while a file goes, four times a second at most.</summary>
    [JSInvokable]
    public void Uploaded(long bytes)
    {
        if (Line is { Result: null } line)
        {
            Show(line with { Done = Math.Min(bytes, line.Total) });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _self?.Dispose();

    private void Show(UploadLine? line)
    {
        Line = line;
        Changed?.Invoke();
    }
}
