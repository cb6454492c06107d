FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/wallet-status CONFIG=/etc/wallet-status/wallet.yaml
WORKDIR /opt/wallet-status
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
COPY src src
COPY templates templates
COPY data/wallet.yaml /etc/wallet-status/wallet.yaml
COPY data/help /etc/wallet-status/help
RUN mkdir -p /var/lib/wallet-status && chown node:node /var/lib/wallet-status
# Nothing here is written later; so it is done now.
RUN node src/strip-types.js
USER node
VOLUME /var/lib/wallet-status
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# As in `npm start`: V8 would otherwise take room by the size of the machine, three times what this needs.
CMD ["node", "--memory-saver-mode", "--min-semi-space-size=3", "--max-semi-space-size=4", "--heap-growing-percent=10", "--no-allocation-site-pretenuring", "--no-sparkplug", "--max-old-space-size=1024", "src/main.js", "serve"]
