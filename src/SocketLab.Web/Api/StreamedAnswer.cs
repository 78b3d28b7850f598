using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace SocketLab.Web.Api;

/// <summary>Answers that are files and are written while they are read, for as long as the client likes.</summary>
internal static class StreamedAnswer
{
    /// <summary>Says what follows.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mediaType">The file's type.</param>
    /// <param name="fileName">What a browser calls it when it is saved.</param>
    public static void Begin(HttpContext context, string mediaType, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        context.Response.ContentType = mediaType;
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            // Whoever follows may wait for hours, and a person may pause the tool that reads.
            rate.MinDataRate = null;
        }
    }

    /// <summary>Writes the file until it is at its end, the client goes or the server stops.</summary>
    public static async Task WriteAsync(HttpContext context, Func<CancellationToken, Task> write)
    {
        var server = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        try
        {
            await write(ending.Token);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server stops: the file ends behind a whole record.
        }
    }
}
