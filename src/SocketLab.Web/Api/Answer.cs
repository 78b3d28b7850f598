using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Api;

/// <summary>Answers by the contract's JSON rules.</summary>
internal static class Answer
{
    /// <summary>200.</summary>
    public static IResult Ok<T>(T value) => TypedResults.Json(value, ContractJson.Options);

    /// <summary>201 with the address of what was made.</summary>
    public static IResult Created<T>(string location, T value) => new LocatedResult<T>(StatusCodes.Status201Created, location, value);

    /// <summary>202 with the address of what goes on.</summary>
    public static IResult Accepted<T>(string location, T value) => new LocatedResult<T>(StatusCodes.Status202Accepted, location, value);

    private sealed class LocatedResult<T>(int status, string location, T value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return TypedResults.Json(value, ContractJson.Options, statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
