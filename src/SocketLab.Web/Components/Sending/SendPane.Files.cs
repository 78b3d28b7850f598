using Microsoft.JSInterop;
using SocketLab.Core.Endpoints;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Sending;

/// <content>Files. They go from the browser to the API, not through the page's circuit: a gigabyte there would hold up every click.</content>
public sealed partial class SendPane
{
    private DotNetObjectReference<SendPane>? _self;
    private IJSObjectReference? _uploads;
    private UploadLine? _upload;

    /// <summary>Called by the script while a file goes, four times a second at most.</summary>
    [JSInvokable]
    public void Uploaded(long bytes)
    {
        if (_upload is { Result: null } upload)
        {
            _upload = upload with { Done = Math.Min(bytes, upload.Total) };
            StateHasChanged();
        }
    }

    private async Task UploadAsync()
    {
        if (_upload is { Result: null })
        {
            throw new FormatException("A file is being sent already. Wait for it, or cancel it.");
        }

        var file = State.File!;
        var address = Only is { } only ? $"api/connections/{only.Id}/send"
            : Endpoint.Definition.Kind.IsUdp() && Named is { } to ? $"api/endpoints/{Endpoint.Id}/send?host={Uri.EscapeDataString(to.Host)}{(UnixAddress.Is(to.Host) ? "" : $"&port={to.Port}")}"
            : $"api/endpoints/{Endpoint.Id}/send";
        _upload = new UploadLine(file.Name, file.Size);
        StateHasChanged();
        var answer = await PostAsync(FileChoice.InputId, address, "application/octet-stream");
        _upload = _upload?.End(answer);
    }

    /// <summary>Lets the browser post the file that an input holds.</summary>
    private async Task<ApiAnswer> PostAsync(string inputId, string address, string mediaType)
    {
        _self ??= DotNetObjectReference.Create(this);
        _uploads ??= await Script.InvokeAsync<IJSObjectReference>("import", _closed.Token, "./js/upload.js");
        try
        {
            // However long it takes: without a limit of its own such a call has one of a minute.
            return await _uploads.InvokeAsync<ApiAnswer>("post", _closed.Token, inputId, address, mediaType, _self);
        }
        catch (OperationCanceledException)
        {
            return new ApiAnswer(0, "", Cancelled: true);
        }
    }

    private async Task CancelUploadAsync()
    {
        if (_uploads is not null)
        {
            await _uploads.InvokeVoidAsync("cancel");
        }
    }

    private async ValueTask CloseFilesAsync()
    {
        try
        {
            if (_uploads is not null)
            {
                await _uploads.InvokeVoidAsync("cancel");
                await _uploads.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and what it sent with it.
        }

        _self?.Dispose();
    }
}
