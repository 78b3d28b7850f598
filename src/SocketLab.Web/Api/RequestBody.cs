using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Reads bodies: JSON whole, payloads as they come.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";
    private const string Octets = "application/octet-stream";

    /// <summary>Room that a body has at first whose length is not known.</summary>
    private const int FirstBytes = 16 << 10;

    /// <summary>
    /// Refuses bodies that are neither JSON nor bytes: a web page of another origin could send those without asking first.
    /// </summary>
    public static ValueTask<object?> RefuseOtherMediaTypes(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        var hasBody =
            request.ContentType is not null || context.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false;
        return isSafe || !hasBody || Is(request, Json) || Is(request, Octets)
            ? next(context)
            : throw new UnsupportedMediaTypeException($"{Json} or {Octets}");
    }

    /// <summary>For calls that take no body: nothing and <c>{}</c> are fine, anything else would be ignored, and is refused.</summary>
    public static async ValueTask<object?> RefuseContent(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var body = await ReadAllAsync(http, http.RequestServices.GetRequiredService<LimitOptions>().RequestBodyBytes);
        if (body.Length > 0)
        {
            RequireJson(http.Request);
            ContractReader.Read<NoRequest>(body);
        }

        return await next(context);
    }

    /// <summary>Whether the body is the payload itself.</summary>
    public static bool IsOctets(HttpRequest request) => Is(request, Octets);

    /// <summary>The request that the body holds as JSON, of the length that most requests may have.</summary>
    /// <exception cref="InvalidRequestException">The body holds none.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context) => ContractReader.Read<T>(await ReadAsync(context));

    /// <summary>The request that the body holds as JSON.</summary>
    /// <exception cref="InvalidRequestException">It does not.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, string limit, long limitBytes) =>
        ContractReader.Read<T>(await ReadAsync(context, limit, limitBytes));

    /// <summary>The merge patch (RFC 7396) that the body holds as JSON.</summary>
    /// <exception cref="InvalidRequestException">The body holds none.</exception>
    public static async Task<JsonObject> ReadPatchAsync<T>(HttpContext context) => ContractReader.ReadPatch<T>(await ReadAsync(context));

    /// <summary>What the merge patch that the body holds makes of a value.</summary>
    /// <exception cref="InvalidRequestException">The body holds none.</exception>
    public static async Task<Func<T, T>> ReadChangeAsync<T>(HttpContext context)
    {
        var patch = await ReadPatchAsync<T>(context);
        return value => DefinitionReader.Patch(value, patch);
    }

    /// <summary>A JSON body, of the length that most requests may have.</summary>
    public static Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var limit = context.RequestServices.GetRequiredService<LimitOptions>().RequestBodyBytes;
        return ReadAsync(context, nameof(LimitOptions.RequestBodyBytes), limit);
    }

    /// <summary>A JSON body.</summary>
    /// <exception cref="UnsupportedMediaTypeException">It is of another kind.</exception>
    /// <exception cref="BodyTooLongException">It is longer than the limit.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, string limit, long limitBytes)
    {
        SetLimit(context, limitBytes);
        RequireJson(context.Request);
        try
        {
            return await ReadAllAsync(context, limitBytes);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BodyTooLongException(limit, limitBytes);
        }
    }

    /// <summary>Allows a body longer or shorter than the server's default.</summary>
    public static void SetLimit(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = bytes;
        }
    }

    /// <summary>The whole body. Where its length is known there is room for it from the start: a body at the limit is held once.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAllAsync(HttpContext context, long limitBytes)
    {
        var request = context.Request;
        var capacity = request.ContentLength is { } length and > 0 && length <= limitBytes ? (int)length : FirstBytes;
        var body = new MemoryStream(capacity);
        await request.Body.CopyToAsync(body, context.RequestAborted);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!Is(request, Json))
        {
            throw new UnsupportedMediaTypeException(Json);
        }
    }

    private static bool Is(HttpRequest request, string mediaType) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        && (
            !type.Charset.HasValue
            || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>What a call without a request may be sent: an object with nothing in it.</summary>
    [SuppressMessage("Performance", "CA1812", Justification = "Made by the serializer")]
    private sealed record NoRequest;
}
