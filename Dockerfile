# The build runs on the builder's own architecture and compiles for the target's.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# Restore alone first: this layer is built again only when a project file or a version changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt ./
COPY src/SocketLab.Core/SocketLab.Core.csproj src/SocketLab.Core/
COPY src/SocketLab.Contracts/SocketLab.Contracts.csproj src/SocketLab.Contracts/
COPY src/SocketLab.Web/SocketLab.Web.csproj src/SocketLab.Web/
RUN dotnet restore src/SocketLab.Web/SocketLab.Web.csproj \
      --runtime "linux-$(echo "${TARGETARCH:-$(dpkg --print-architecture)}" | sed 's/^amd64$/x64/')" \
      -p:PublishReadyToRun=true

COPY .editorconfig appsettings.json ./
COPY wwwroot/ wwwroot/
COPY src/ src/
RUN dotnet publish src/SocketLab.Web/SocketLab.Web.csproj --no-restore --configuration Release \
      --runtime "linux-$(echo "${TARGETARCH:-$(dpkg --print-architecture)}" | sed 's/^amd64$/x64/')" \
      --self-contained false -p:PublishReadyToRun=true --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
RUN install -d -o "$APP_UID" -g "$APP_UID" /data
COPY --from=build /app ./

# The base image's port 8080 would only be overridden with a warning: empty it.
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:5080 \
    SocketLab__DataDirectory=/data \
    SocketLab__Access__Mode=token

USER $APP_UID
VOLUME /data
EXPOSE 5080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["dotnet", "SocketLab.Web.dll", "--healthcheck"]
ENTRYPOINT ["dotnet", "SocketLab.Web.dll"]
