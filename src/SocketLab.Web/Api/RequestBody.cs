using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SocketLab.Contracts;
using SocketLab.Contracts.Serialization;
using SocketLab.Core.Definitions;
using SocketLab.Web.Commands;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Api;

/// <summary>Reads bodies: JSON whole, payloads as they come.</summary>
internal static class RequestBody
{
    private const string Json = "application/json";
    private const string Octets = "application/octet-stream";

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
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (body.Length > 0)
        {
            body.Position = 0;
            using var document = await ParseAsync(http.Request, body, http.RequestAborted);
            string[] names = [.. document.RootElement.EnumerateObject().Select(property => property.Name)];
            if (names.Length > 0)
            {
                throw new InvalidRequestException([
                    .. names.Select(name => new DefinitionError($"$.{name}", "There is no such property; this call takes none.")),
                ]);
            }
        }

        return await next(context);
    }

    /// <summary>Whether the body is the payload itself.</summary>
    public static bool IsOctets(HttpRequest request) => Is(request, Octets);

    /// <summary>The request that the body holds as JSON, of the length that most requests may have.</summary>
    /// <exception cref="InvalidRequestException">The body holds none.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context)
    {
        using var document = await ParseAsync(context);
        return ContractReader.Read<T>(document.RootElement);
    }

    /// <summary>The body as a JSON object, of the length that most requests may have.</summary>
    /// <exception cref="InvalidRequestException">The body is none.</exception>
    public static Task<JsonDocument> ParseAsync(HttpContext context)
    {
        var limit = context.RequestServices.GetRequiredService<LimitOptions>().RequestBodyBytes;
        return ParseAsync(context, nameof(LimitOptions.RequestBodyBytes), limit);
    }

    /// <summary>The request that the body holds as JSON.</summary>
    /// <exception cref="InvalidRequestException">It does not.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, string limit, long limitBytes)
    {
        using var document = await ParseAsync(context, limit, limitBytes);
        return ContractReader.Read<T>(document.RootElement);
    }

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static async Task<JsonDocument> ParseAsync(HttpContext context, string limit, long limitBytes)
    {
        SetLimit(context, limitBytes);
        try
        {
            return await ParseAsync(context.Request, context.Request.Body, context.RequestAborted);
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

    private static async Task<JsonDocument> ParseAsync(HttpRequest request, Stream body, CancellationToken cancellation)
    {
        if (!Is(request, Json))
        {
            throw new UnsupportedMediaTypeException(Json);
        }

        try
        {
            var document = await JsonDocument.ParseAsync(body, ContractReader.DocumentOptions, cancellation);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw new InvalidRequestException("$", "The body must be a JSON object.");
        }
        catch (JsonException error)
        {
            throw ContractReader.Unreadable(error);
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
}
